"""Looking for copies of sources in web archives: asked politely, fetched raw, judged and weighed like any page."""
