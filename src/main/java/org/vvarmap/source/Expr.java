package org.vvarmap.source;

import java.util.List;
import java.util.Optional;

/** An expression of C. Each knows the token that it is blamed on. */
sealed interface Expr {

    Token place();

    record Literal(Token place, long value) implements Expr {}

    record Text(Token place, String value) implements Expr {}

    record Name(Token place, String name) implements Expr {}

    record Unary(Token place, String mark, Expr operand) implements Expr {}

    /** {@code x++} and {@code x--}. */
    record Postfix(Token place, String mark, Expr operand) implements Expr {}

    record Binary(Token place, String mark, Expr left, Expr right) implements Expr {}

    /** {@code =}, {@code +=}, …; the mark is the operator without its equals sign, empty for plain assignment. */
    record Assign(Token place, String mark, Expr target, Expr value) implements Expr {}

    record Choice(Token place, Expr condition, Expr yes, Expr no) implements Expr {}

    record Call(Token place, Expr function, List<Expr> arguments) implements Expr {}

    record Index(Token place, Expr array, Expr index) implements Expr {}

    record Member(Token place, Expr object, String member, boolean arrow) implements Expr {}

    record Cast(Token place, String type, Expr operand) implements Expr {}

    /** {@code sizeof}, its operand as text. */
    record SizeOf(Token place, String operand) implements Expr {}

    /** A braced initialiser. */
    record Braces(Token place, List<Entry> entries) implements Expr {}

    /** One entry of a braced initialiser, with the member name or the index that it is for, if it says one. */
    record Entry(Optional<String> member, Optional<Expr> index, Expr value) {}

    /** Something that this tool does not understand. */
    record Opaque(Token place, String why) implements Expr {}
}
