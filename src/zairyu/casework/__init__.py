"""An application in the hands of the office: lodge, examine, decide, issue."""
