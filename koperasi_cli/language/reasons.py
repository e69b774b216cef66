"""Why the system refused something, in our words: its own are in English, or in another language."""

from koperasi_cli.language.messages import _


def why(error: BaseException) -> str:
    """What stands between brackets in "cannot be read (…)"; a code where we have no words."""
    import sqlite3

    match error:
        case FileNotFoundError() if error.filename is None:  # tempfile, which tried them all
            return _("no folder for temporary files has room")
        case FileNotFoundError():
            return _("there is no such file or folder")
        case PermissionError():
            return _("there is no right to do that")
        case IsADirectoryError() | NotADirectoryError():
            return _("a folder and a file were taken for one another")
        case UnicodeDecodeError():
            return _("it is no text in UTF-8")
        case sqlite3.IntegrityError():
            return str(error).rpartition(": ")[2]
        case sqlite3.Error():
            return str(getattr(error, "sqlite_errorname", type(error).__name__))
        case OSError() if error.errno:
            from errno import errorcode

            return errorcode.get(error.errno, str(error.errno))
    return type(error).__name__
