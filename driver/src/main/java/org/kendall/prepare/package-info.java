/** What a job needs before its first round, as a search of its own. */
package org.kendall.prepare;
