"""What the office and its letters do for organisations: taking in, answering, passing on."""
