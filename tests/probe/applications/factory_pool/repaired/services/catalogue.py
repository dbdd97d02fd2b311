"""What is for sale, and which session of the database knows."""


class Catalogue:
    def __init__(self, repository):
        self.repository = repository

    def items(self):
        return [f"{name} ({session})" for name, session in self.repository.rows("SELECT 'tea', pg_backend_pid()")]
