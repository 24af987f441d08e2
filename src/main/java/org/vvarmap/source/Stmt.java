package org.vvarmap.source;

import java.util.List;
import java.util.Optional;

/** A statement of C. Each knows the token that it is blamed on. */
sealed interface Stmt {

    Token place();

    record Block(Token place, List<Stmt> body) implements Stmt {}

    record Run(Token place, Expr expression) implements Stmt {}

    /** The declaration of one local variable. */
    record Declare(Token place, String name, boolean fixed, Optional<Expr> value) implements Stmt {}

    record If(Token place, Expr condition, Stmt yes, Optional<Stmt> no) implements Stmt {}

    record For(Token place, List<Stmt> start, Optional<Expr> condition, Optional<Expr> step, Stmt body) implements Stmt {}

    record While(Token place, Expr condition, Stmt body, boolean bodyFirst) implements Stmt {}

    record Switch(Token place, Expr subject, Stmt body) implements Stmt {}

    /** {@code case a:} or {@code case a ... b:}; without values, {@code default:}. */
    record Case(Token place, List<Expr> values) implements Stmt {}

    record Label(Token place, String name) implements Stmt {}

    record Goto(Token place, String label) implements Stmt {}

    record Return(Token place, Optional<Expr> value) implements Stmt {}

    record Break(Token place) implements Stmt {}

    record Continue(Token place) implements Stmt {}

    /** Something that this tool does not understand: inline assembly, a loop in a macro. */
    record Opaque(Token place, String why) implements Stmt {}
}
