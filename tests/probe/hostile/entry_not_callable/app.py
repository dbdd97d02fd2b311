app = {"debug": True}
