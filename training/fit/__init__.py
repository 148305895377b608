"""What fits a network to faces: batches, augmentation, losses, callbacks, precision."""
