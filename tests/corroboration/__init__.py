"""Tests of the room that counts independent origins."""
