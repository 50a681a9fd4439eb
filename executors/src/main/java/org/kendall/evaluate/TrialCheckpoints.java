package org.kendall.evaluate;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.apache.hadoop.fs.FSError;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.kendall.data.BadDataException;
import org.kendall.data.Storage;
import org.kendall.nn.Checkpoints;
import org.kendall.nn.TrainingState;

/**
 * The checkpoints of one trial, or of one ladder of trials: files {@code
 * FOLDER/TRIAL/DONE.checkpoint}, of which an attempt keeps its last two. A file holds, big end
 * first, eight letters, a checksum (CRC-32) of the trial as text, one of all that follows, and a
 * {@link TrainingState}. What is damaged, or of another trial, is passed over. Of two attempts at
 * one trial each may write: their states are the same, and a file that the other one has deleted
 * meanwhile is no error.
 */
public final class TrialCheckpoints implements Checkpoints {
  private static final Logger LOG = LogManager.getLogger(TrialCheckpoints.class);

  private static final long LETTERS =
      ByteBuffer.wrap("KENDALL1".getBytes(StandardCharsets.US_ASCII)).getLong();

  private static final int HEAD = Long.BYTES + 2 * Integer.BYTES;
  private static final String ENDING = ".checkpoint";

  private final String folder;
  private final int trial;
  private final long everyNanos;

  /** That a trial goes on from another is as it should be; that it goes on from itself is news. */
  private final Level told;

  private long last = System.nanoTime();
  private boolean failed;

  /** The name of the last one of this attempt, or of what it went on from; at first empty. */
  private String before = "";

  private TrialCheckpoints(String folder, Trial trial, Duration every) {
    this.folder = folder + "/" + trial.home();
    this.trial = checksum(ByteBuffer.wrap(identity(trial).getBytes(StandardCharsets.UTF_8)));
    this.everyNanos = every.toNanos();
    this.told = trial.rung().from() > 0 ? Level.DEBUG : Level.INFO;
  }

  /** The same for all trials of a ladder. */
  private static String identity(Trial trial) {
    Object share = trial.rung().isOnLadder() ? "ladder" : trial.fidelity();
    return List.of(trial.home(), trial.stage(), trial.candidate(), trial.seed(), share).toString();
  }

  /**
   * Those of a trial.
   *
   * @param folder on any file system that Hadoop knows; none are kept where it is empty
   * @param every the time between two
   */
  public static Checkpoints of(String folder, Trial trial, Duration every) {
    return folder.isEmpty() ? Checkpoints.NONE : new TrialCheckpoints(folder, trial, every);
  }

  @Override
  public Optional<TrainingState> newest(int... lengths) {
    try {
      for (String name : newestFirst()) {
        Optional<TrainingState> state = read(name, lengths);
        if (state.isPresent()) {
          LOG.log(told, "Goes on from {} that are done", state.get().done());
          before = name;
          return state;
        }
      }
    } catch (RuntimeException e) {
      LOG.warn("The checkpoints {} cannot be read: {}", folder, e.getMessage());
    }
    return Optional.empty();
  }

  private List<String> newestFirst() {
    return Storage.names(folder).stream()
        .filter(name -> name.endsWith(ENDING))
        .sorted(Collections.reverseOrder())
        .toList();
  }

  private Optional<TrainingState> read(String name, int... lengths) {
    String file = folder + "/" + name;
    try (InputStream in = Storage.openRaw(file)) {
      Optional<TrainingState> state = state(ByteBuffer.wrap(in.readAllBytes()), lengths);
      if (state.isEmpty()) {
        LOG.warn("The checkpoint {} is damaged or of another trial: passed over", file);
      }
      return state;
    } catch (IOException | BadDataException | FSError e) {
      if (!(e.getCause() instanceof FileNotFoundException)) {
        LOG.warn("The checkpoint {} is passed over: {}", file, e.getMessage());
      }
      return Optional.empty();
    }
  }

  private Optional<TrainingState> state(ByteBuffer bytes, int... lengths) {
    boolean whole =
        bytes.remaining() > HEAD
            && bytes.getLong() == LETTERS
            && bytes.getInt() == trial
            && bytes.getInt() == checksum(bytes.duplicate());
    return whole ? TrainingState.of(bytes, lengths) : Optional.empty();
  }

  private static int checksum(ByteBuffer bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  @Override
  public boolean isDue() {
    return !failed && System.nanoTime() - last >= everyNanos;
  }

  @Override
  public void keep(TrainingState state) {
    last = System.nanoTime();
    byte[] content = state.toBytes();
    ByteBuffer head = ByteBuffer.allocate(HEAD).putLong(LETTERS).putInt(trial);
    head.putInt(checksum(ByteBuffer.wrap(content)));
    String name = "%09d%s".formatted(state.done(), ENDING);
    try {
      Storage.write(
          folder + "/" + name,
          out -> {
            out.write(head.array());
            out.write(content);
          });
      deleteBehind(before);
      before = name;
    } catch (RuntimeException e) {
      failed = true;
      LOG.warn("No checkpoint could be written; the trial goes on without: {}", e.getMessage());
    }
  }

  /** What is farther is left alone: it may be damaged, and this one whole. */
  private void deleteBehind(String name) {
    newestFirst().stream()
        .filter(other -> other.compareTo(name) < 0)
        .forEach(other -> Storage.delete(folder + "/" + other));
  }
}
