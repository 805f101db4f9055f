//! [`Body`]: a function body in which every suspension is a whole statement.

use std::collections::HashSet;

use proc_macro2::{Ident, Span};
use syn::{Attribute, Expr, Item, Label, Lifetime, Pat, Type};

use crate::suspend::Suspension;

/// A local of the coroutine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct LocalId(pub usize);

/// A block of the coroutine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct BlockId(pub usize);

/// A loop or labelled block that a jump may leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct TargetId(pub usize);

/// Before the statement of that index in that block (or at the block's end).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Position {
    pub block: BlockId,
    pub index: usize,
}

impl Position {
    /// Behind the statement that this position is before.
    pub(crate) fn after(self) -> Self {
        Self { index: self.index + 1, ..self }
    }
}

/// A normalised body.
#[derive(Debug, Default)]
pub(crate) struct Body {
    pub locals: Vec<Local>,
    pub blocks: Vec<Block>,
    pub targets: Vec<Target>,
    /// Where the suspensions stand; the index is their number less one.
    pub suspensions: Vec<Position>,
    /// The macros' paths as the user wrote them.
    pub suspension_paths: Vec<syn::Path>,
    /// The type parameters, by name.
    pub type_params: HashSet<String>,
    /// Whether the coroutine delegates to itself.
    pub is_recursive: bool,
    /// Items that the body declares.
    pub items: Vec<Item>,
}

/// One local: an argument, a binding of a pattern, or a temporary.
#[derive(Debug)]
pub(crate) struct Local {
    /// Unique among the locals in scope together.
    pub ident: Ident,
    /// As the user wrote it.
    pub written: Ident,
    pub mutable: bool,
    /// `None`: not known, so it ends at the next suspension.
    pub ty: Option<Type>,
    pub origin: Origin,
    /// Declared without a value.
    pub is_deferred: bool,
    /// The user wrote its type; otherwise `ty` is what reads plainly.
    pub is_annotated: bool,
    /// The own local that its value borrows from, as far as the text tells.
    pub lender: Option<LocalId>,
    /// Its value borrows from what was sent, as far as the text tells.
    pub borrows_send: bool,
    /// Its value is a reference to a temporary, which lives as long as it does.
    pub extends_temporary: bool,
    /// What a lifetime stands for that its type hides, if it does.
    pub hidden: Option<Lifetime>,
    /// The iterator whose items it is: if that is refused, nothing is said of this one.
    pub source: Option<LocalId>,
    /// A temporary: behind the statement of that index it is out of scope.
    pub ends_at: Option<usize>,
}

/// Where a local comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    Argument,
    /// The user's `let` or pattern.
    Binding,
    /// A part of a value that the user's pattern takes apart.
    Part,
    /// Computed before a suspension in the same expression.
    Operand,
    /// The value of an expression that suspends inside.
    Slot,
    /// The received value, before it takes its place in an expression.
    Received,
    /// The iterator of a `for` loop.
    Iterator,
}

/// A scope with its statements.
#[derive(Debug, Default)]
pub(crate) struct Block {
    /// Locals that are there from the start: arguments, bindings of the arm's pattern.
    pub binders: Vec<LocalId>,
    pub stmts: Vec<Stmt>,
    /// What the statements declare in this block, each with its statement's index.
    pub lets: Vec<(usize, LocalId)>,
    /// Where the statement stands that this block is part of; `None` for the function body.
    pub owner: Option<Position>,
}

/// What a `break` or `continue` may leave.
#[derive(Debug)]
pub(crate) struct Target {
    /// The user's label.
    pub label: Option<Lifetime>,
    pub is_loop: bool,
    /// Where `break value` puts the value.
    pub slot: Option<LocalId>,
    /// Its statement.
    pub at: Position,
}

/// A statement.
#[derive(Debug)]
pub(crate) enum Stmt {
    /// Ordinary Rust without a suspension, kept as it is (jumps in it are looked at, moves are counted).
    Opaque(syn::Stmt),
    Let(Let),
    Suspend(Suspend),
    If(If),
    Match(Match),
    Loop(Loop),
    Block(Braces),
    LetElse(LetElse),
    Break(Jump),
    Continue(Jump),
    Return(Return),
}

/// `let pat: ty = init;`
#[derive(Debug)]
pub(crate) struct Let {
    pub attrs: Vec<Attribute>,
    pub pat: Pat,
    /// What to write behind the colon.
    pub ty: Option<Type>,
    pub init: Option<Expr>,
    pub locals: Vec<LocalId>,
}

/// `bind = recv!()`
#[derive(Debug)]
pub(crate) struct Suspend {
    /// From 1 on, in the order of the body.
    pub number: usize,
    pub kind: Suspension,
    pub role: Role,
    pub operand: Option<Expr>,
    pub bind: Bind,
    /// The macro's name.
    pub span: Span,
    /// The macro's parentheses: what the received value is blamed at.
    pub value_span: Span,
}

/// What the coroutine waits for.
#[derive(Debug)]
pub(crate) enum Role {
    /// To be resumed itself.
    Own,
    /// As long as the coroutine in this place is delegated to, for what goes there.
    Delegates(Box<Expr>),
    /// For another frame of its own to end; the operand is a tuple of that frame's arguments.
    Calls,
}

/// Where the received value goes.
#[derive(Debug)]
pub(crate) enum Bind {
    /// Nobody looks at it.
    Discard,
    /// `let pat: ty = recv!();`
    Let { pat: Box<Pat>, ty: Option<Box<Type>>, locals: Vec<LocalId> },
    /// `place = recv!();`
    Assign(Box<Expr>),
}

/// `if cond { then } else { otherwise }`
#[derive(Debug)]
pub(crate) struct If {
    pub attrs: Vec<Attribute>,
    pub cond: Expr,
    pub then: BlockId,
    pub otherwise: Option<BlockId>,
}

/// `match scrutinee { arms }`
#[derive(Debug)]
pub(crate) struct Match {
    pub attrs: Vec<Attribute>,
    pub scrutinee: Expr,
    pub arms: Vec<Arm>,
}

/// `pat if guard => { block }`; syn keeps the guard in the pattern.
#[derive(Debug)]
pub(crate) struct Arm {
    pub attrs: Vec<Attribute>,
    pub pat: Pat,
    pub block: BlockId,
    /// Where it ends: the compiler shows there which arms are missing.
    pub end: Span,
}

impl Arm {
    pub(crate) fn guard(&self) -> Option<&Expr> {
        match &self.pat {
            Pat::Guard(pat) => Some(&pat.guard),
            _ => None,
        }
    }
}

/// `loop { body }` or `while cond { body }`
#[derive(Debug)]
pub(crate) struct Loop {
    pub attrs: Vec<Attribute>,
    pub target: TargetId,
    pub cond: Option<Expr>,
    pub body: BlockId,
}

/// `{ body }`, `'label: { body }`, `unsafe { body }`
#[derive(Debug)]
pub(crate) struct Braces {
    pub attrs: Vec<Attribute>,
    pub target: Option<TargetId>,
    pub is_unsafe: bool,
    pub body: BlockId,
}

/// `let pat = init else { otherwise };`
#[derive(Debug)]
pub(crate) struct LetElse {
    pub attrs: Vec<Attribute>,
    pub pat: Pat,
    pub ty: Option<Type>,
    pub init: Expr,
    pub otherwise: BlockId,
    pub locals: Vec<LocalId>,
}

/// `break` or `continue`, its target found.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Jump {
    pub target: TargetId,
}

/// `return value`
#[derive(Debug)]
pub(crate) struct Return {
    pub value: Option<Expr>,
    pub span: Span,
}

impl Stmt {
    /// The locals that it declares in its own block.
    pub(crate) fn locals(&self) -> &[LocalId] {
        match self {
            Self::Let(stmt) => &stmt.locals,
            Self::LetElse(stmt) => &stmt.locals,
            Self::Suspend(Suspend { bind: Bind::Let { locals, .. }, .. }) => locals,
            Self::Suspend(_) | Self::Opaque(_) | Self::If(_) | Self::Match(_) | Self::Loop(_) => &[],
            Self::Block(_) | Self::Break(_) | Self::Continue(_) | Self::Return(_) => &[],
        }
    }

    /// The blocks in it.
    pub(crate) fn blocks(&self) -> Vec<BlockId> {
        match self {
            Self::If(stmt) => [stmt.then].into_iter().chain(stmt.otherwise).collect(),
            Self::Match(stmt) => stmt.arms.iter().map(|arm| arm.block).collect(),
            Self::Loop(stmt) => vec![stmt.body],
            Self::Block(stmt) => vec![stmt.body],
            Self::LetElse(stmt) => vec![stmt.otherwise],
            Self::Opaque(_) | Self::Let(_) | Self::Suspend(_) => Vec::new(),
            Self::Break(_) | Self::Continue(_) | Self::Return(_) => Vec::new(),
        }
    }

    /// The names that it mentions itself, not in its blocks.
    pub(crate) fn mentions(&self) -> HashSet<String> {
        use crate::mentions::{in_expr, in_pat, in_stmt};
        match self {
            Self::Opaque(stmt) => in_stmt(stmt),
            Self::Let(stmt) => stmt.init.as_ref().map(in_expr).unwrap_or_default(),
            Self::Suspend(stmt) => {
                let mut names = stmt.operand.as_ref().map(in_expr).unwrap_or_default();
                if let Bind::Assign(place) = &stmt.bind {
                    names.extend(in_expr(place));
                }
                names
            }
            Self::If(stmt) => in_expr(&stmt.cond),
            Self::Match(stmt) => {
                let mut names = in_expr(&stmt.scrutinee);
                names.extend(stmt.arms.iter().flat_map(|arm| in_pat(&arm.pat)));
                names
            }
            Self::Loop(stmt) => stmt.cond.as_ref().map(in_expr).unwrap_or_default(),
            Self::LetElse(stmt) => in_expr(&stmt.init),
            Self::Return(stmt) => stmt.value.as_ref().map(in_expr).unwrap_or_default(),
            Self::Block(_) | Self::Break(_) | Self::Continue(_) => HashSet::new(),
        }
    }
}

impl Body {
    pub(crate) const ROOT: BlockId = BlockId(0);

    pub(crate) fn local(&self, id: LocalId) -> &Local {
        &self.locals[id.0]
    }

    pub(crate) fn block(&self, id: BlockId) -> &Block {
        &self.blocks[id.0]
    }

    pub(crate) fn target(&self, id: TargetId) -> &Target {
        &self.targets[id.0]
    }

    /// The statement behind `at`, if the block does not end there.
    pub(crate) fn stmt(&self, at: Position) -> Option<&Stmt> {
        self.block(at.block).stmts.get(at.index)
    }

    /// The positions that lead from the function body to `at`, outermost first.
    pub(crate) fn path(&self, at: Position) -> Vec<Position> {
        let mut path = vec![at];
        let mut block = at.block;
        while let Some(owner) = self.block(block).owner {
            path.push(owner);
            block = owner.block;
        }
        path.reverse();
        path
    }

    /// How a suspension is called in states and units: its kind and number.
    pub(crate) fn suspension(&self, number: usize) -> &Suspend {
        match self.stmt(self.suspensions[number - 1]) {
            Some(Stmt::Suspend(suspend)) => suspend,
            _ => panic!("bug: suspension {number} is not where it was noted"),
        }
    }
}

/// The label that a jump may name.
pub(crate) fn label_name(label: Option<&Label>) -> Option<Lifetime> {
    label.map(|label| label.name.clone())
}
