"""Whether the work tree builds what another commit builds, as far as can be seen."""
