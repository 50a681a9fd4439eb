package org.kendall.nn.zoo;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.Serializable;
import org.kendall.nn.diffusion.ConditionedDenoiser;
import org.kendall.nn.diffusion.SteppedNoise;

/** What kind of network a model of a zoo is, and so what its file of weights holds. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ZooResidualMlp.class, name = "residual-mlp"),
  @JsonSubTypes.Type(value = ZooUnet.class, name = "unet"),
  @JsonSubTypes.Type(value = TracedNetwork.class, name = "torchscript")
})
public interface ZooNetwork extends Serializable {
  /** The ending of the file with its weights, such as {@code bin}. */
  String fileEnding();

  /** Numbers of an image. */
  int size();

  /** The texts that it must be told of. */
  default TextShape text() {
    return TextShape.NONE;
  }

  /**
   * The network with its weights, as one that says what it was trained to say.
   *
   * @param weights where its file lies
   * @param manager what it lives as long as, on the device that is to work
   * @throws org.kendall.data.BadDataException if the file does not hold such a network
   */
  ConditionedDenoiser open(String weights, SteppedNoise noise, NDManager manager);
}
