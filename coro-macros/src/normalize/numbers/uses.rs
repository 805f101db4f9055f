//! What is known of numbers whose type is only a default, and what an expression of a certain type tells of them.

use syn::{BinOp, Expr, UnOp};

use super::*;
use crate::walk::visit::Visit;

/// What a name means at a point of the walk.
#[derive(Clone, Debug)]
pub(super) struct Meaning {
    /// Its type; of a number, the one that it has by default.
    pub(super) ty: Option<Type>,
    /// Which number it is, in the order of the walk, if it is one whose type has to be told.
    pub(super) number: Option<usize>,
    /// What its type hangs on, if that is open: `let next = total + 1;`.
    pub(super) init: Option<Expr>,
}

/// What is known of the names that the walk meets.
pub(super) struct Uses<'w, 'c> {
    pub(super) lowering: &'w Lowering<'c>,
    /// What each name means, innermost last.
    meanings: HashMap<String, Vec<Meaning>>,
    /// The names in the order in which they were bound.
    bound: Vec<String>,
    n_numbers: usize,
    /// The types that were found, of those whose type has to be told.
    found: HashMap<usize, Type>,
    /// The numbers that the block itself binds: the statement, the name, which number.
    own: Vec<(usize, String, usize)>,
    /// The type of the block's own value.
    pub(super) value: Option<Type>,
    /// `None` in a closure, whose `return` is its own.
    pub(super) returned: Option<Type>,
}

/// What makes a `let` open: a value that holds nothing but numbers without a suffix, and no type beside it.
pub(super) fn open_init(local: &syn::Local) -> Option<&Expr> {
    let init = local.init.as_ref()?;
    (!matches!(local.pat, Pat::Type(_)) && types::is_defaulted(&init.expr)).then_some(&*init.expr)
}

impl<'w, 'c> Uses<'w, 'c> {
    pub(super) fn new(lowering: &'w Lowering<'c>) -> Self {
        Self {
            lowering,
            meanings: HashMap::new(),
            bound: Vec::new(),
            n_numbers: 0,
            found: HashMap::new(),
            own: Vec::new(),
            value: None,
            returned: None,
        }
    }

    /// Walks until nothing more is found.
    pub(super) fn settle(&mut self, walk: &mut dyn FnMut(&mut Self)) {
        for _ in 0..MOST_ROUNDS {
            let n_found = self.found.len();
            self.n_numbers = 0;
            self.own.clear();
            self.returned = Some(self.lowering.protocol.returned.clone());
            walk(self);
            if self.found.len() == n_found || self.found.len() == self.n_numbers {
                return;
            }
        }
    }

    /// What was found of the block's own names.
    pub(super) fn told(&self) -> Told {
        let mut told = Told::new();
        for (index, name, number) in &self.own {
            if let Some(ty) = self.found.get(number) {
                told.entry(*index).or_default().insert(name.clone(), ty.clone());
            }
        }
        told
    }

    /// What was found of the first name.
    pub(super) fn first(&self) -> Option<&Type> {
        self.found.get(&0)
    }

    /// A block that goes on with its value as `value`.
    pub(super) fn block(&mut self, block: &syn::Block, value: Option<&Type>) {
        let depth = self.bound.len();
        for (index, stmt) in block.stmts.iter().enumerate() {
            let n_before = self.bound.len();
            self.visit_stmt(stmt);
            for name in &self.bound[n_before..] {
                let number = self.meanings[name].last().and_then(|meaning| meaning.number);
                self.own.extend(number.map(|number| (index, name.clone(), number)));
            }
        }
        if let Some(syn::Stmt::Expr(tail, None)) = block.stmts.last() {
            value.into_iter().for_each(|value| self.expect(tail, value));
            self.value = self.supposing(tail, &syn::parse_quote!(i32));
        }
        self.leave(depth);
    }

    /// The body of a loop over numbers, each of which is an `item` called `name`.
    pub(super) fn body_of(&mut self, name: &Ident, item: &Type, body: &syn::Block) {
        let depth = self.bound.len();
        self.bind_number(name.to_string(), Some(item.clone()));
        self.visit_block(body);
        self.leave(depth);
    }

    pub(super) fn bind(&mut self, name: String, meaning: Meaning) {
        self.meanings.entry(name.clone()).or_default().push(meaning);
        self.bound.push(name);
    }

    /// Binds a number whose type has to be told.
    pub(super) fn bind_number(&mut self, name: String, ty: Option<Type>) {
        let number = Some(self.n_numbers);
        self.n_numbers += 1;
        self.bind(name, Meaning { ty, number, init: None });
    }

    /// Binds what `pat` does where it is matched with a `ty`.
    pub(super) fn bind_pat(&mut self, pat: &Pat, ty: Option<&Type>) {
        for binding in types::bindings(pat, ty) {
            let ty = binding.ty.filter(types::is_complete);
            self.bind(binding.ident.to_string(), Meaning { ty, number: None, init: None });
        }
    }

    fn leave(&mut self, depth: usize) {
        for name in self.bound.split_off(depth) {
            self.meanings.get_mut(&name).map(Vec::pop);
        }
    }

    pub(super) fn within(&mut self, walk: impl FnOnce(&mut Self)) {
        let depth = self.bound.len();
        walk(self);
        self.leave(depth);
    }

    fn meaning(&self, name: &Ident) -> Option<&Meaning> {
        self.meanings.get(&name.to_string())?.last()
    }

    fn has_open_number(&self, meaning: &Meaning) -> bool {
        meaning.number.is_some_and(|number| !self.found.contains_key(&number))
    }

    /// Whether the type of `expr` may hang on a number whose type nothing has told yet.
    pub(super) fn is_open(&self, expr: &Expr) -> bool {
        if let Expr::Lit(_) = expr {
            return false;
        }
        crate::mentions::in_expr(expr).iter().any(|name| {
            let meaning = self.meanings.get(name).and_then(|meanings| meanings.last());
            meaning.is_some_and(|meaning| meaning.init.is_some() || self.has_open_number(meaning))
        })
    }

    /// The type of `expr`, unless it is only a default.
    pub(super) fn certain(&self, expr: &Expr) -> Option<Type> {
        if types::is_defaulted(expr) {
            return None;
        }
        let int = self.supposing(expr, &syn::parse_quote!(i32))?;
        if !self.is_open(expr) {
            return Some(int);
        }
        let float = self.supposing(expr, &syn::parse_quote!(f64))?;
        (text(&int) == text(&float)).then_some(int)
    }

    /// The type of `expr`, were all that is open a `number`; it may have holes.
    pub(super) fn supposing(&self, expr: &Expr, number: &Type) -> Option<Type> {
        let lowering = self.lowering;
        let local = |name: &Ident| match self.meaning(name) {
            Some(Meaning { init: Some(_), .. }) => None,
            Some(Meaning { number: Some(id), ty, .. }) => match self.found.get(id) {
                Some(found) => Some(found.clone()),
                None => ty.as_ref().map(|ty| with_numbers(ty, number)),
            },
            Some(meaning) => meaning.ty.clone(),
            None => match lowering.lookup(name) {
                Some(id) => lowering.body.local(id).ty.clone(),
                None => lowering.protocol.const_params.get(&name.to_string()).cloned(),
            },
        };
        lowering.read_with(&local, |scope| types::read(expr, scope))
    }

    /// Both are of one type.
    pub(super) fn agree(&mut self, left: &Expr, right: &Expr) {
        for (open, other) in [(left, right), (right, left)] {
            if self.is_open(open)
                && let Some(ty) = self.certain(other)
            {
                self.expect(open, &ty);
            }
        }
    }

    /// `expr` is a `ty`, and so are the numbers in it: `Some((total, name))`.
    pub(super) fn expect(&mut self, expr: &Expr, ty: &Type) {
        match (expr, ty) {
            (Expr::Paren(paren), ty) => self.expect(&paren.expr, ty),
            (Expr::Path(path), ty) => {
                if let Some(name) = path.path.get_ident() {
                    self.tell(name, ty);
                }
            }
            (Expr::Index(index), ty) => self.expect_element(&index.expr, ty),
            (Expr::Tuple(tuple), Type::Tuple(ty)) if tuple.elems.len() == ty.elems.len() => {
                tuple.elems.iter().zip(&ty.elems).for_each(|(elem, ty)| self.expect(elem, ty));
            }
            (Expr::Array(array), Type::Array(syn::TypeArray { elem, .. })) => {
                array.elems.iter().for_each(|expr| self.expect(expr, elem));
            }
            (Expr::Reference(reference), Type::Reference(ty)) => self.expect(&reference.expr, &ty.elem),
            (Expr::Call(call), ty) if call.args.len() == 1 => {
                let Expr::Path(func) = &*call.func else { return };
                let inner = if func.path.is_ident("Err") { types::error_of(ty) } else { types::inner_of(ty) };
                let is_wrapper = ["Some", "Ok", "Err"].iter().any(|name| func.path.is_ident(name));
                if let Some(inner) = inner.filter(|_| is_wrapper) {
                    self.expect(&call.args[0], &inner);
                }
            }
            (Expr::If(choice), ty) => {
                self.expect_tail(&choice.then_branch, ty);
                if let Some((_, otherwise)) = &choice.else_branch {
                    self.expect(otherwise, ty);
                }
            }
            (Expr::Block(block), ty) => self.expect_tail(&block.block, ty),
            (Expr::Unsafe(block), ty) => self.expect_tail(&block.block, ty),
            (Expr::Match(choice), ty) => {
                for arm in &choice.arms {
                    self.within(|me| {
                        me.bind_pat(&arm.pat, None);
                        me.expect(&arm.body, ty);
                    });
                }
            }
            (expr, ty) if is_number(ty) => self.expect_number(expr, ty),
            _ => {}
        }
    }

    /// As [`Uses::expect`], of the value of a block. What it declares has been looked at when the walk was there.
    fn expect_tail(&mut self, block: &syn::Block, ty: &Type) {
        let Some((syn::Stmt::Expr(tail, None), stmts)) = block.stmts.split_last() else { return };
        self.within(|me| {
            for stmt in stmts {
                if let syn::Stmt::Local(local) = stmt {
                    me.bind_pat(&local.pat, None);
                }
            }
            me.expect(tail, ty);
        });
    }

    /// As [`Uses::expect`], of what is computed.
    fn expect_number(&mut self, expr: &Expr, ty: &Type) {
        match expr {
            Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_) | UnOp::Not(_)) => {
                self.expect(&unary.expr, ty);
            }
            Expr::Binary(binary) if is_shift(&binary.op) => self.expect(&binary.left, ty),
            Expr::Binary(binary) if gives_number(&binary.op) => {
                self.expect(&binary.left, ty);
                self.expect(&binary.right, ty);
            }
            Expr::MethodCall(call) if types::gives_receiver(&call.method.to_string()) => {
                self.expect(&call.receiver, ty);
            }
            Expr::Range(range) => {
                [&range.start, &range.end].into_iter().flatten().for_each(|end| self.expect(end, ty));
            }
            _ => {}
        }
    }

    /// `name` is a `ty`.
    fn tell(&mut self, name: &Ident, ty: &Type) {
        let Some(meaning) = self.meanings.get_mut(&name.to_string()).and_then(|meanings| meanings.last_mut())
        else {
            return;
        };
        if let Some(init) = meaning.init.take() {
            return self.expect(&init, ty);
        }
        let Some(number) = meaning.number.filter(|number| !self.found.contains_key(number)) else { return };
        // A number that stands beside a reference to one is what that refers to.
        let ty = match ty {
            Type::Reference(reference) if !matches!(meaning.ty, Some(Type::Reference(_))) => &*reference.elem,
            ty => ty,
        };
        if let Some(refined) = meaning.ty.as_ref().and_then(|own| refined(own, ty)) {
            self.found.insert(number, refined);
        }
    }

    /// The elements of `place` are of type `ty`.
    pub(super) fn expect_element(&mut self, place: &Expr, ty: &Type) {
        let Expr::Path(path) = place else { return };
        let own = path.path.get_ident().and_then(|name| self.meaning(name)?.ty.clone());
        if let Some(ty) = own.and_then(|own| with_elements(&own, ty)) {
            self.expect(place, &ty);
        }
    }
}

pub(in crate::normalize) fn is_shift(op: &BinOp) -> bool {
    matches!(op, BinOp::Shl(_) | BinOp::Shr(_) | BinOp::ShlAssign(_) | BinOp::ShrAssign(_))
}

/// Whether the operator gives what both of its sides are.
fn gives_number(op: &BinOp) -> bool {
    matches!(
        op,
        BinOp::Add(_)
            | BinOp::Sub(_)
            | BinOp::Mul(_)
            | BinOp::Div(_)
            | BinOp::Rem(_)
            | BinOp::BitAnd(_)
            | BinOp::BitOr(_)
            | BinOp::BitXor(_)
    )
}
