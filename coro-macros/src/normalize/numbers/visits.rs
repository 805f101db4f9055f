//! The walk through a block: where something has to be of one type with something else.

use syn::{BinOp, Expr};

use super::uses::{Meaning, Uses, is_shift};
use super::*;
use crate::walk::visit::{self, Visit};

impl Uses<'_, '_> {
    /// What the arguments of a method have to be.
    fn expect_arguments(&mut self, call: &syn::ExprMethodCall) {
        let receiver = self.certain(&call.receiver);
        if let (true, Some(sent), Some(arg)) =
            (["send", "try_send"].iter().any(|name| call.method == name), &receiver, call.args.first())
            && let Some(input) = self.lowering.protocol.input_of(sent)
        {
            return self.expect(arg, &input.clone());
        }
        for (arg, taken) in call.args.iter().zip(types::taken(receiver.as_ref(), &call.method)) {
            match (taken, arg) {
                (Some(types::Taken::Of(ty)), arg) => self.expect(arg, &ty),
                (Some(types::Taken::Receiver), arg) => self.agree(&call.receiver, arg),
                (Some(types::Taken::ReceiverRef), Expr::Reference(arg)) => {
                    self.agree(&call.receiver, &arg.expr);
                }
                (Some(types::Taken::ReceiverRef) | None, _) => {}
            }
        }
        if ["fill", "push", "push_back", "push_front"].iter().any(|name| call.method == name)
            && let (true, Some(arg)) = (self.is_open(&call.receiver), call.args.first())
            && let Some(ty) = self.certain(arg)
        {
            self.expect_element(&call.receiver, &ty);
        }
    }

    fn expect_let(&mut self, local: &syn::Local) {
        let init = local.init.as_ref().map(|init| &*init.expr);
        match (&local.pat, init) {
            (Pat::Type(typed), Some(init)) => {
                self.expect(init, &typed.ty);
                self.bind_pat(&typed.pat, Some(&typed.ty));
            }
            (Pat::Type(typed), None) => self.bind_pat(&typed.pat, Some(&typed.ty)),
            (pat, Some(init)) if types::is_defaulted(init) => {
                let ty = self.supposing(init, &syn::parse_quote!(i32));
                for binding in types::bindings(pat, ty.as_ref()) {
                    self.bind_number(binding.ident.to_string(), binding.ty);
                }
            }
            (Pat::Ident(pat), Some(init)) if pat.subpat.is_none() && self.is_open(init) => {
                let ty = self.certain(init);
                let init = ty.is_none().then(|| init.clone());
                self.bind(pat.ident.to_string(), Meaning { ty, number: None, init });
            }
            (pat, init) => {
                let ty = init.and_then(|init| self.certain(init));
                self.bind_pat(pat, ty.as_ref());
            }
        }
    }

    /// The operands of a macro that is known.
    fn operands(&mut self, mac: &syn::Macro) -> Vec<Expr> {
        let is_yield = matches!(Suspension::of_macro(mac), Some(Suspension::Yield | Suspension::TryYield));
        match (is_yield, mac.parse_body::<Expr>()) {
            (true, Ok(operand)) => {
                self.expect(&operand, &self.lowering.protocol.yielded.clone());
                vec![operand]
            }
            _ => macro_operands(mac).unwrap_or_default(),
        }
    }

    /// As the walk does, of an expression that it has made itself.
    fn walk(&mut self, expr: &Expr) {
        self.visit_expr(expr);
    }
}

impl<'ast> Visit<'ast> for Uses<'_, '_> {
    fn visit_item(&mut self, _: &'ast syn::Item) {}
    fn visit_block(&mut self, block: &'ast syn::Block) {
        self.within(|me| visit::visit_block(me, block));
    }
    fn visit_local(&mut self, local: &'ast syn::Local) {
        visit::visit_local(self, local);
        self.expect_let(local);
    }
    fn visit_expr_let(&mut self, condition: &'ast syn::ExprLet) {
        self.visit_expr(&condition.expr);
        let ty = self.certain(&condition.expr);
        self.bind_pat(&condition.pat, ty.as_ref());
    }
    fn visit_expr_if(&mut self, choice: &'ast syn::ExprIf) {
        self.within(|me| {
            me.visit_expr(&choice.cond);
            me.visit_block(&choice.then_branch);
        });
        if let Some((_, otherwise)) = &choice.else_branch {
            self.visit_expr(otherwise);
        }
    }
    fn visit_expr_while(&mut self, stmt: &'ast syn::ExprWhile) {
        self.within(|me| visit::visit_expr_while(me, stmt));
    }
    fn visit_expr_for_loop(&mut self, stmt: &'ast syn::ExprForLoop) {
        self.visit_expr(&stmt.expr);
        if let (Pat::Ident(pat), true) = (&*stmt.pat, types::is_defaulted(&stmt.expr)) {
            let ty = self.supposing(&stmt.expr, &syn::parse_quote!(i32));
            let item = ty.map(|ty| types::into_iter(&ty).1);
            return self.within(|me| {
                me.bind_number(pat.ident.to_string(), item);
                me.visit_block(&stmt.body);
            });
        }
        let ty = self.certain(&stmt.expr).map(|ty| types::into_iter(&ty).1);
        self.within(|me| {
            me.bind_pat(&stmt.pat, ty.as_ref());
            me.visit_block(&stmt.body);
        });
    }
    fn visit_expr_match(&mut self, stmt: &'ast syn::ExprMatch) {
        self.visit_expr(&stmt.expr);
        let ty = self.certain(&stmt.expr);
        for arm in &stmt.arms {
            self.within(|me| {
                me.bind_pat(&arm.pat, ty.as_ref());
                visit::visit_arm(me, arm);
            });
        }
    }
    fn visit_expr_closure(&mut self, closure: &'ast syn::ExprClosure) {
        let returned = self.returned.take();
        self.within(|me| {
            closure.inputs.iter().for_each(|input| me.bind_pat(input, None));
            me.visit_expr(&closure.body);
        });
        self.returned = returned;
    }
    fn visit_expr_async(&mut self, block: &'ast syn::ExprAsync) {
        let returned = self.returned.take();
        visit::visit_expr_async(self, block);
        self.returned = returned;
    }
    fn visit_expr_return(&mut self, jump: &'ast syn::ExprReturn) {
        visit::visit_expr_return(self, jump);
        if let (Some(value), Some(returned)) = (&jump.expr, self.returned.clone()) {
            self.expect(value, &returned);
        }
    }
    fn visit_expr_binary(&mut self, binary: &'ast syn::ExprBinary) {
        visit::visit_expr_binary(self, binary);
        // A shift says nothing of its left side, a lazy operator is about `bool`s.
        if !is_shift(&binary.op) && !matches!(binary.op, BinOp::And(_) | BinOp::Or(_)) {
            self.agree(&binary.left, &binary.right);
        }
    }
    fn visit_expr_assign(&mut self, assign: &'ast syn::ExprAssign) {
        visit::visit_expr_assign(self, assign);
        match (&*assign.left, &*assign.right) {
            (Expr::Tuple(left), Expr::Tuple(right)) => {
                left.elems.iter().zip(&right.elems).for_each(|(left, right)| self.agree(left, right));
            }
            (left, right) => self.agree(left, right),
        }
    }
    fn visit_expr_index(&mut self, index: &'ast syn::ExprIndex) {
        visit::visit_expr_index(self, index);
        // Maps are indexed by references.
        self.expect(&index.index, &syn::parse_quote!(usize));
    }
    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        visit::visit_expr_call(self, call);
        let (Expr::Path(func), [left, right]) = (&*call.func, &*call.args.iter().collect::<Vec<_>>()) else {
            return;
        };
        let is_called = |name: &str| func.path.segments.last().is_some_and(|last| last.ident == name);
        match (left, right) {
            (left, right) if is_called("max") || is_called("min") => self.agree(left, right),
            (Expr::Reference(left), Expr::Reference(right)) if is_called("swap") => {
                self.agree(&left.expr, &right.expr);
            }
            _ => {}
        }
    }
    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        visit::visit_expr_method_call(self, call);
        if call.args.iter().chain([&*call.receiver]).any(|expr| self.is_open(expr)) {
            self.expect_arguments(call);
        }
    }
    fn visit_macro(&mut self, mac: &'ast syn::Macro) {
        for operand in self.operands(mac) {
            self.walk(&operand);
        }
    }
}
