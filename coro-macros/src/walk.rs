//! Walks over syntax, as syn has them, but compiled once for all visitors: each method that no visitor overrides would
//! otherwise be compiled again for every one of them.

/// A trait of visitors, and the walks that its methods make unless they are overridden.
macro_rules! visitor {
    ($Visitor:ident $(<$ast:lifetime>)?, $walk:path, { $($visit:ident: $Node:ty,)* }) => {
        use $walk as walk;

        /// What looks at the nodes of a tree.
        pub(crate) trait $Visitor $(<$ast>)?: AsDyn $(<$ast>)? {
            $(fn $visit(&mut self, node: $Node) {
                $visit(self.as_dyn(), node);
            })*
        }

        /// A visitor whose type does not matter.
        pub(crate) trait AsDyn $(<$ast>)? {
            fn as_dyn(&mut self) -> &mut (dyn $Visitor $(<$ast>)? + '_);
        }

        impl<$($ast,)? T: $Visitor $(<$ast>)?> AsDyn $(<$ast>)? for T {
            fn as_dyn(&mut self) -> &mut (dyn $Visitor $(<$ast>)? + '_) {
                self
            }
        }

        impl $(<$ast>)? walk::$Visitor $(<$ast>)? for dyn $Visitor $(<$ast>)? + '_ {
            $(fn $visit(&mut self, node: $Node) {
                $Visitor::$visit(self, node);
            })*
        }

        type Dyn<'ast, 'v> = dyn $Visitor $(<$ast>)? + 'v;

        $(pub(crate) fn $visit<'ast>(visitor: &mut Dyn<'ast, '_>, node: $Node) {
            walk::$visit(visitor, node);
        })*
    };
}

/// Of a tree that stays as it is.
pub(crate) mod visit {
    visitor! { Visit<'ast>, syn::visit, {
        visit_angle_bracketed_generic_arguments: &'ast syn::AngleBracketedGenericArguments,
        visit_arm: &'ast syn::Arm,
        visit_block: &'ast syn::Block,
        visit_expr: &'ast syn::Expr,
        visit_expr_assign: &'ast syn::ExprAssign,
        visit_expr_async: &'ast syn::ExprAsync,
        visit_expr_await: &'ast syn::ExprAwait,
        visit_expr_binary: &'ast syn::ExprBinary,
        visit_expr_block: &'ast syn::ExprBlock,
        visit_expr_break: &'ast syn::ExprBreak,
        visit_expr_call: &'ast syn::ExprCall,
        visit_expr_closure: &'ast syn::ExprClosure,
        visit_expr_const: &'ast syn::ExprConst,
        visit_expr_continue: &'ast syn::ExprContinue,
        visit_expr_for_loop: &'ast syn::ExprForLoop,
        visit_expr_if: &'ast syn::ExprIf,
        visit_expr_index: &'ast syn::ExprIndex,
        visit_expr_infer: &'ast syn::ExprInfer,
        visit_expr_let: &'ast syn::ExprLet,
        visit_expr_loop: &'ast syn::ExprLoop,
        visit_expr_match: &'ast syn::ExprMatch,
        visit_expr_method_call: &'ast syn::ExprMethodCall,
        visit_expr_path: &'ast syn::ExprPath,
        visit_expr_reference: &'ast syn::ExprReference,
        visit_expr_repeat: &'ast syn::ExprRepeat,
        visit_expr_return: &'ast syn::ExprReturn,
        visit_expr_struct: &'ast syn::ExprStruct,
        visit_expr_try: &'ast syn::ExprTry,
        visit_expr_while: &'ast syn::ExprWhile,
        visit_item: &'ast syn::Item,
        visit_item_fn: &'ast syn::ItemFn,
        visit_lifetime: &'ast syn::Lifetime,
        visit_lit: &'ast syn::Lit,
        visit_local: &'ast syn::Local,
        visit_macro: &'ast syn::Macro,
        visit_parenthesized_generic_arguments: &'ast syn::ParenthesizedGenericArguments,
        visit_pat: &'ast syn::Pat,
        visit_pat_guard: &'ast syn::PatGuard,
        visit_pat_ident: &'ast syn::PatIdent,
        visit_pat_struct: &'ast syn::PatStruct,
        visit_pat_tuple_struct: &'ast syn::PatTupleStruct,
        visit_path: &'ast syn::Path,
        visit_stmt: &'ast syn::Stmt,
        visit_trait_bound: &'ast syn::TraitBound,
        visit_type: &'ast syn::Type,
        visit_type_fn_ptr: &'ast syn::TypeFnPtr,
        visit_type_impl_trait: &'ast syn::TypeImplTrait,
        visit_type_infer: &'ast syn::TypeInfer,
        visit_type_path: &'ast syn::TypePath,
        visit_type_reference: &'ast syn::TypeReference,
    } }
}

/// Of a tree that is changed.
pub(crate) mod visit_mut {
    visitor! { VisitMut, syn::visit_mut, {
        visit_arm_mut: &mut syn::Arm,
        visit_block_mut: &mut syn::Block,
        visit_expr_async_mut: &mut syn::ExprAsync,
        visit_expr_block_mut: &mut syn::ExprBlock,
        visit_expr_closure_mut: &mut syn::ExprClosure,
        visit_expr_for_loop_mut: &mut syn::ExprForLoop,
        visit_expr_if_mut: &mut syn::ExprIf,
        visit_expr_let_mut: &mut syn::ExprLet,
        visit_expr_loop_mut: &mut syn::ExprLoop,
        visit_expr_mut: &mut syn::Expr,
        visit_expr_path_mut: &mut syn::ExprPath,
        visit_expr_while_mut: &mut syn::ExprWhile,
        visit_field_pat_mut: &mut syn::FieldPat,
        visit_field_value_mut: &mut syn::FieldValue,
        visit_item_fn_mut: &mut syn::ItemFn,
        visit_item_mut: &mut syn::Item,
        visit_lifetime_mut: &mut syn::Lifetime,
        visit_local_mut: &mut syn::Local,
        visit_macro_mut: &mut syn::Macro,
        visit_parenthesized_generic_arguments_mut: &mut syn::ParenthesizedGenericArguments,
        visit_pat_ident_mut: &mut syn::PatIdent,
        visit_pat_mut: &mut syn::Pat,
        visit_path_mut: &mut syn::Path,
        visit_stmt_mut: &mut syn::Stmt,
        visit_type_fn_ptr_mut: &mut syn::TypeFnPtr,
        visit_type_mut: &mut syn::Type,
        visit_type_reference_mut: &mut syn::TypeReference,
        visit_where_predicate_mut: &mut syn::WherePredicate,
    } }
}
