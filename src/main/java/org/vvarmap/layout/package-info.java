/** The facts of the contract as values, and the comparing of two layouts. */
package org.vvarmap.layout;
