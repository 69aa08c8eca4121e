"""An e-mail, as EML or MSG → its head, its text and what came with it."""
