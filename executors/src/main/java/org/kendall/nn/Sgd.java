package org.kendall.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * Stochastic gradient descent with Nesterov momentum and weight decay, as Sutskever et al. 2013,
 * section 2, in the form that keeps only the weights of the look-ahead point: with gradient g and
 * velocity v, v becomes momentum v + g and the weights lose rate (g + momentum v).
 */
final class Sgd {
  private final NDArray values; // (parameters)
  private final NDArray velocity; // (parameters)
  private final NDArray momentum; // ()
  private final NDArray weightDecay; // ()

  Sgd(NDArray values, Training settings) {
    NDManager manager = values.getManager();
    this.values = values;
    this.velocity = values.zerosLike();
    this.momentum = manager.create((float) settings.momentum());
    this.weightDecay = manager.create((float) settings.weightDecay());
  }

  /** What it remembers of past gradients. Shape (parameters). */
  NDArray velocity() {
    return velocity;
  }

  /** Takes one step against the gradient, which is overwritten. Its manager is the step's. */
  void step(NDArray gradient, double rate) {
    NDManager step = gradient.getManager();
    NDArray decay = weightDecay.mul(values);
    decay.attach(step);
    gradient.addi(decay);
    velocity.muli(momentum).addi(gradient);
    NDArray ahead = momentum.mul(velocity);
    ahead.attach(step);
    gradient.addi(ahead).muli(step.create((float) rate));
    values.subi(gradient);
  }
}
