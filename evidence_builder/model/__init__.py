"""What the files mean: frozen models. Pure: no files, no places, no clock."""
