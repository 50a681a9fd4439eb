package org.kendall.predict;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.kendall.nn.ParameterVector.Parameter;
import org.kendall.space.Candidate;

/**
 * An encoder on one space: a function of weights and candidates.
 *
 * @param <V> what it needs to know of one candidate
 */
interface EncoderNetwork<V> {
  /** Numbers of a code. */
  int width();

  /** The order in which {@link Batch#codes} takes them. */
  List<Parameter> parameters();

  /** What the network needs to know of a canonical candidate. */
  V view(Candidate canonical);

  /** Lays views together, so that they are encoded at once. */
  Batch together(List<V> views);

  /** Views laid together. */
  interface Batch {
    /** For each view the row of its code. */
    int[] rowOf();

    /** How many rows there are: views may share one. */
    int rows();

    /**
     * The codes.
     *
     * @param manager owns what is made on the way
     * @return (rows, width)
     */
    NDArray codes(NDManager manager, NDList parameters);

    /** Multiply-accumulate operations of the matrix products that make the codes. */
    long macs();

    /** A batch in which every view has a row of its own. */
    static Batch ofEach(int views, long macs, BiFunction<NDManager, NDList, NDArray> codes) {
      int[] rowOf = IntStream.range(0, views).toArray();
      return new Batch() {
        @Override
        public int[] rowOf() {
          return rowOf;
        }

        @Override
        public int rows() {
          return views;
        }

        @Override
        public NDArray codes(NDManager manager, NDList parameters) {
          return codes.apply(manager, parameters);
        }

        @Override
        public long macs() {
          return macs;
        }
      };
    }
  }
}
