"""Tags and filters of the pages; both modules are loaded in every template."""
