/**
 * Archived mails: reading them out of saved pages, mailboxes and messages, and tying their threads to the table's commits.
 * What is kept of a mail is who, when, where and what it is called; never its text, nor anybody's address.
 *
 * <p>Internal: public for the other packages of this program, and apt to change with any release.
 */
package org.vvarmap.mail;
