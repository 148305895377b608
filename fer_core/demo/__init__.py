"""The demo clip: a public-domain NASA portrait, panned, lit and warped through several facial expressions."""
