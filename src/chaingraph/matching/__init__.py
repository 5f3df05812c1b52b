"""Which names mean one firm: names taken apart, pairs judged with reasons, decisions kept."""
