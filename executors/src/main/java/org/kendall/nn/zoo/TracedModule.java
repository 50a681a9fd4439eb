package org.kendall.nn.zoo;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;
import java.util.Set;
import org.kendall.data.BadDataException;
import org.kendall.data.Storage;

/**
 * A TorchScript module in memory, ready to be asked by several threads. Such a file holds code,
 * which is run: it must come from someone who is trusted.
 */
final class TracedModule {
  /** PyTorch's loader must not run twice at once. */
  private static final Object LOADING = new Object();

  private final String file;
  private final PtSymbolBlock block;
  private final ParameterStore parameters;

  private TracedModule(String file, PtSymbolBlock block, NDManager manager) {
    this.file = file;
    this.block = block;
    this.parameters = new ParameterStore(manager, false);
  }

  /** What a module takes for some images, and what it must give. */
  interface Contract {
    /** In words, for one image. */
    String takes();

    /** Inputs for so many images. */
    NDList inputs(int images, NDManager manager);

    /** The shape of the first output for so many images. */
    Shape output(int images);

    /** The type of the first output. */
    Set<DataType> types();
  }

  /**
   * Reads a module onto the device of a manager, whichever device it was saved on, and tries it
   * with one image and with two.
   *
   * @param manager what it lives as long as
   * @throws BadDataException if there is no such file, or it does not do as the contract says
   */
  static TracedModule load(String file, Contract contract, NDManager manager) {
    Engine.getEngine("PyTorch"); // its native library is there only then
    TracedModule module = new TracedModule(file, block(file, manager), manager);
    for (int images = 1; images <= 2; images++) {
      module.require(contract, images, manager);
    }
    return module;
  }

  private static PtSymbolBlock block(String file, NDManager manager) {
    return Storage.withLocalFile(
        file,
        local -> {
          synchronized (LOADING) {
            try {
              String[] none = {};
              PtSymbolBlock block =
                  JniUtils.loadModule((PtNDManager) manager, local, true, none, none, false);
              JniUtils.enableInferenceMode(block);
              return block;
            } catch (EngineException e) {
              throw new BadDataException(
                  "The file %s is no TorchScript module: %s.\nMaybe it was cut short: fetch it again."
                      .formatted(file, firstLine(e)),
                  e);
            }
          }
        });
  }

  private void require(Contract contract, int images, NDManager manager) {
    try (NDManager inner = manager.newSubManager()) {
      NDArray output = output(contract.inputs(images, inner));
      if (!output.getShape().equals(contract.output(images))
          || !contract.types().contains(output.getDataType())) {
        throw wrong(contract, images, "gave %s".formatted(shown(output)), null);
      }
    } catch (EngineException e) {
      throw wrong(contract, images, "failed: " + firstLine(e), e);
    }
  }

  private BadDataException wrong(Contract contract, int images, String what, Exception cause) {
    return new BadDataException(
        "The TorchScript module %s must take %s and give %s of %s for %d of them; it %s.\nMaybe trace it again, or correct the file that describes it."
            .formatted(
                file,
                contract.takes(),
                contract.output(images),
                contract.types().stream().map(DataType::name).sorted().toList(),
                images,
                what),
        cause);
  }

  private static String shown(NDArray output) {
    return "%s of %s".formatted(output.getShape(), output.getDataType());
  }

  /** The first output. */
  NDArray output(NDList inputs) {
    NDList outputs = block.forward(parameters, inputs, false);
    return outputs.head();
  }

  private static String firstLine(Exception e) {
    String message = String.valueOf(e.getMessage());
    return message.lines().findFirst().orElse(message);
  }
}
