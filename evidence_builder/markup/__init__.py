"""XML and packages of XML, read and written safely; nothing of what files are for."""
