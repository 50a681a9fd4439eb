package org.kendall.nn.proxy;

import java.util.ArrayList;
import java.util.List;
import org.kendall.nn.Network;
import org.kendall.nn.Weight;

/**
 * Where the kernels and matrices of a network lie in the array of its trained values: one span for
 * each layer, also of layers that are computed as one.
 */
record Kernels(List<Span> spans) {
  /** From a place to before another. */
  record Span(int from, int to) {}

  /** A function of one weight and its gradient, or two other arrays of that shape. */
  interface Term {
    double of(double first, double second);
  }

  static Kernels of(Network network) {
    List<Span> spans = new ArrayList<>();
    int from = 0;
    for (Weight weight : network.weights()) {
      if (weight.role() != Weight.Role.TRAINED) {
        continue;
      }
      int length = weight.size() / weight.parts();
      for (int part = 0; weight.multiplies() && part < weight.parts(); part++) {
        spans.add(new Span(from + part * length, from + (part + 1) * length));
      }
      from += weight.size();
    }
    return new Kernels(List.copyOf(spans));
  }

  /** The sum of the layers' Euclidean norms. */
  double norms(float[] values) {
    double sum = 0;
    for (Span span : spans) {
      double squares = 0;
      for (int i = span.from(); i < span.to(); i++) {
        squares += (double) values[i] * values[i];
      }
      sum += Math.sqrt(squares);
    }
    return sum;
  }

  /** The sum of a term over all weights. */
  double sum(float[] first, float[] second, Term term) {
    double sum = 0;
    for (Span span : spans) {
      for (int i = span.from(); i < span.to(); i++) {
        sum += term.of(first[i], second[i]);
      }
    }
    return sum;
  }

  /** The same array with 0 wherever there is no kernel. */
  float[] only(float[] values) {
    float[] only = new float[values.length];
    for (Span span : spans) {
      System.arraycopy(values, span.from(), only, span.from(), span.to() - span.from());
    }
    return only;
  }
}
