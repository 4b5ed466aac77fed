"""How is a PDF signed, finished and checked? Bytes in, bytes out: nothing here knows a sheet."""
