"""opentelemetry-sdk, with an exporter that keeps what it is given in the process."""

import threading

from opentelemetry.sdk._logs import LoggerProvider
from opentelemetry.sdk._logs.export import BatchLogRecordProcessor, InMemoryLogRecordExporter
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import MetricExporter, MetricExportResult, PeriodicExportingMetricReader
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter, SpanExportResult


class _Spans(SpanExporter):
    """Tells by an event when a span with a name has been exported by a thread."""

    def __init__(self):
        self.names = set()
        self.came = threading.Event()

    def export(self, spans):
        self.names |= {span.name for span in spans}
        self.came.set()
        return SpanExportResult.SUCCESS

    def shutdown(self):
        pass


class _Metrics(MetricExporter):
    """The same for the names of metrics."""

    def __init__(self):
        super().__init__()
        self.names = set()
        self.came = threading.Event()

    def export(self, metrics_data, timeout_millis=0, **_):
        for resource in metrics_data.resource_metrics:
            self.names |= {metric.name for scope in resource.scope_metrics for metric in scope.metrics}
        self.came.set()
        return MetricExportResult.SUCCESS

    def force_flush(self, timeout_millis=0):
        return True

    def shutdown(self, timeout_millis=0, **_):
        pass


def _sent(exporter, name):
    """The name, once a thread has exported it within two seconds."""
    for _ in range(4):
        if name in exporter.names:
            return name
        exporter.came.wait(0.5)
        exporter.came.clear()
    return "nothing"


class Spans:
    """The processor of spans, whose thread exports them."""

    row = "opentelemetry.sdk.trace.export.BatchSpanProcessor"
    deadline = 6.0
    rounds = 2

    def build(self):
        self.exporter = _Spans()
        return BatchSpanProcessor(self.exporter, schedule_delay_millis=50)

    def use(self, processor):
        self.provider = TracerProvider(shutdown_on_exit=False)
        self.provider.add_span_processor(processor)
        self.work(processor, "mr0")

    def release(self, processor):
        processor.shutdown()

    def work(self, _, token):
        self.provider.get_tracer("proof").start_span(token).end()
        return _sent(self.exporter, token)


class Logs:
    """The processor of log records, whose thread exports them."""

    row = "opentelemetry.sdk._logs.export.BatchLogRecordProcessor"
    deadline = 6.0
    rounds = 2

    def build(self):
        self.exporter = InMemoryLogRecordExporter()
        return BatchLogRecordProcessor(self.exporter, schedule_delay_millis=50)

    def use(self, processor):
        self.provider = LoggerProvider(shutdown_on_exit=False)
        self.provider.add_log_record_processor(processor)
        self.work(processor, "mr0")

    def release(self, processor):
        processor.shutdown()

    def work(self, _, token):
        self.provider.get_logger("proof").emit(body=token)
        waiting = threading.Event()
        for _ in range(20):
            if token in [log.log_record.body for log in self.exporter.get_finished_logs()]:
                return token
            waiting.wait(0.1)
        return "nothing"


class Metrics:
    """The reader of metrics, whose thread collects and exports them."""

    row = "opentelemetry.sdk.metrics.export.PeriodicExportingMetricReader"
    deadline = 6.0
    rounds = 2

    def build(self):
        self.exporter = _Metrics()
        return PeriodicExportingMetricReader(self.exporter, export_interval_millis=100)

    def use(self, reader):
        self.provider = MeterProvider([reader], shutdown_on_exit=False)
        self.work(reader, "mr0")

    def release(self, reader):
        reader.shutdown()

    def work(self, _, token):
        self.provider.get_meter("proof").create_counter(token).add(1)
        return _sent(self.exporter, token)
