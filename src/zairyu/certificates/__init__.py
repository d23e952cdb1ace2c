"""What was certified: claims, signatures, documents, and their end."""
