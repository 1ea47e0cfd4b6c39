//! derive(Model): one struct is schema, codec and documentation.
