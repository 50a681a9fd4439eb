package org.kendall.nn;

/** A trainable network; its API is settled with the training loop. */
public interface Network {}
