package org.kendall.predict;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.kendall.nn.ParameterVector;

/**
 * An encoder with a head on it: the network that scores candidates.
 *
 * @param side how many numbers the head is given beside each code
 */
record ScoringNetwork<V>(EncoderNetwork<V> encoder, int side, ScoreHead head)
    implements RankingNetwork<V> {
  @Override
  public ParameterVector parameters() {
    return new ParameterVector(
        Stream.concat(encoder.parameters().stream(), head.parameters().stream()).toList());
  }

  @Override
  public List<Integer> hidden() {
    return head.widths();
  }

  @Override
  public Laid lay(Inputs<V> inputs) {
    return new Laid(encoder.together(inputs.views()), inputs.features());
  }

  NDList headParameters(NDList parameters) {
    return parameters.subNDList(encoder.parameters().size());
  }

  /** The scores of what {@link Laid#codes} gives. Shape (rows, 1). */
  NDArray score(NDArray codes, NDList parameters, UnaryOperator<NDArray> dropout) {
    return head.score(codes, headParameters(parameters), dropout);
  }

  /** Inputs laid together. */
  final class Laid implements RankingNetwork.Laid {
    private final EncoderNetwork.Batch batch;
    private final List<float[]> features;

    Laid(EncoderNetwork.Batch batch, List<float[]> features) {
      this.batch = batch;
      this.features = features;
    }

    @Override
    public int rowOf(int input) {
      return side == 0 ? batch.rowOf()[input] : input;
    }

    @Override
    public int rows() {
      return side == 0 ? batch.rows() : features.size();
    }

    @Override
    public Said said(NDList parameters, UnaryOperator<NDArray> dropout) {
      return new OfCodes(codes(parameters), parameters, dropout);
    }

    /** The codes with the numbers beside them. Shape (rows, width). */
    NDArray codes(NDList parameters) {
      NDList own = parameters.subNDList(0, encoder.parameters().size());
      NDManager manager = parameters.getManager();
      DataType type = parameters.get(0).getDataType();
      NDArray codes = batch.codes(manager, own).toType(type, false); // (rows, width of a code)
      if (side == 0) {
        return codes;
      }
      NDArray beside = manager.create(new Shape(features.size(), side)); // (inputs, side)
      FloatBuffer buffer = beside.toByteBuffer(true).asFloatBuffer();
      features.forEach(buffer::put);
      return Tensors.rows(codes, batch.rowOf()).concat(beside.toType(type, false), 1);
    }

    /** Multiply-accumulate operations of the matrix products that score these inputs. */
    long macs() {
      return batch.macs() + head.macs(rows());
    }
  }

  /** What the head says of codes. */
  private final class OfCodes implements Said {
    private final NDArray codes; // (rows, width)
    private final NDList parameters;
    private final UnaryOperator<NDArray> dropout;
    private Optional<NDArray> scores = Optional.empty();

    OfCodes(NDArray codes, NDList parameters, UnaryOperator<NDArray> dropout) {
      this.codes = codes;
      this.parameters = parameters;
      this.dropout = dropout;
    }

    @Override
    public NDArray scores() {
      NDArray all = scores.orElseGet(() -> score(codes, parameters, dropout));
      scores = Optional.of(all);
      return all;
    }

    @Override
    public NDArray comparing(int[] first, int[] second) {
      NDArray beside = Tensors.rows(codes, first).concat(Tensors.rows(codes, second), 1);
      return score(beside, parameters, dropout); // (pairs, 1)
    }
  }
}
