/** What holds of a table that can be trusted: one rule a class, each with its own test. */
package org.vvarmap.matrix.lint;
