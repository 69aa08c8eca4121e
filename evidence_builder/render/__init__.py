"""Document → bytes. A renderer sees documents only, never the model or the coverage."""
