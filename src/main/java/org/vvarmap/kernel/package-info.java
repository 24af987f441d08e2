/** Release names and their order, lines, ABIs and their aliases, what a kernel's version string gives away. Knows nothing else. */
package org.vvarmap.kernel;
