"""What is done by the clock."""

from apscheduler.schedulers.background import BackgroundScheduler

scheduler = BackgroundScheduler()


@scheduler.scheduled_job("interval", hours=1)
def send_report():
    print("sent")


def start():
    scheduler.start()  # expect: FL203
