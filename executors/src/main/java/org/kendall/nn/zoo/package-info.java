/**
 * Models of one kind of noise that a sampler may choose from at each step, as they lie on disk and
 * as they are asked.
 */
package org.kendall.nn.zoo;
