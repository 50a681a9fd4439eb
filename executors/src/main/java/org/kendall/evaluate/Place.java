package org.kendall.evaluate;

import java.io.Serializable;

/**
 * Where and when a trial ran.
 *
 * @param host name of the machine
 * @param executor Spark's name for the process, {@code driver} in local mode
 * @param device {@code cpu} or {@code gpu:0}
 * @param slot number of the task slot within the process, from 0
 * @param startedMillis since the epoch, by the executor's clock
 * @param seconds how long it took
 */
public record Place(
    String host, String executor, String device, int slot, long startedMillis, double seconds)
    implements Serializable {}
