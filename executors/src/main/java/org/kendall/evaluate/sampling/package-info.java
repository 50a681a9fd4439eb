/** What scores model schedules: images are sampled and compared with real ones. */
package org.kendall.evaluate.sampling;
