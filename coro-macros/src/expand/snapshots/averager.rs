// #[coro::coroutine]
// fn averager(name: &str) {
//     let mut total = 0.0;
//     loop {
//         let x: &f64 = recv!();
//         total += x;
//         println!("{name} {total}");
//     }
// }

fn averager<'name>(name: &'name str) -> Averager<'name> {
    Averager {
        state: AveragerStates::Created { name },
    }
}
///The coroutine that [`averager`] makes.
#[must_use = "a coroutine does nothing until it is primed"]
struct Averager<'name> {
    state: AveragerStates<'name>,
}
enum AveragerStates<'name> {
    Created { name: &'name str },
    Recv1 { total: f64, name: &'name str },
    Finished,
    Poisoned,
}
const _: () = {
    recv! {
        @ resolved
    }
    #[allow(
        unused_mut,
        unused_variables,
        unused_assignments,
        unused_labels,
        unreachable_code,
        unused_parens,
        clippy::borrow_deref_ref,
        clippy::explicit_auto_deref,
        clippy::ignored_unit_patterns,
        clippy::let_unit_value,
        clippy::needless_late_init,
        clippy::ptr_arg,
        clippy::too_many_arguments,
        clippy::type_complexity,
        clippy::unnecessary_semicolon
    )]
    impl<'name> AveragerStates<'name> {
        #[inline]
        fn start(&mut self, name: &'name str) -> ::coro_runtime::CoroutineState<(), ()> {
            let mut total: f64 = 0.0;
            {
                ::coro_runtime::__private::store(self, Self::Recv1 { total, name });
                return ::coro_runtime::CoroutineState::Yielded(());
            }
        }
        #[inline]
        fn after_recv_1<'i>(
            &mut self,
            input: &'i f64,
        ) -> ::coro_runtime::CoroutineState<(), ()> {
            let Self::Recv1 { name: place_of_name, total: place_of_total } = self else {
                ::coro_runtime::__private::unreachable()
            };
            let name: &'name str = *place_of_name;
            let mut total: f64 = *place_of_total;
            {
                let x: &f64 = input;
                total += x;
                println!("{name} {total}");
            }
            {
                *place_of_total = total;
                return ::coro_runtime::CoroutineState::Yielded(());
            }
        }
    }
    impl<'name> ::coro_runtime::__private::States for AveragerStates<'name> {
        const FINISHED: Self = Self::Finished;
        const POISONED: Self = Self::Poisoned;
        #[inline]
        fn is_created(&self) -> ::core::primitive::bool {
            ::core::matches!(self, Self::Created { .. })
        }
        #[inline]
        fn position(&self) -> ::coro_runtime::__private::Position {
            match self {
                Self::Created { .. } => ::coro_runtime::__private::Position::Created,
                Self::Recv1 { .. } => {
                    ::coro_runtime::__private::Position::Suspended(::core::line!())
                }
                Self::Finished => ::coro_runtime::__private::Position::Finished,
                Self::Poisoned => ::coro_runtime::__private::Position::Poisoned,
            }
        }
    }
    impl<'i, 'name> ::coro_runtime::Coroutine<&'i f64> for Averager<'name> {
        type Yield = ();
        type Return = ();
        #[inline]
        fn prime(
            &mut self,
        ) -> ::core::result::Result<
            ::coro_runtime::CoroutineState<(), ()>,
            ::coro_runtime::ResumeError,
        > {
            ::coro_runtime::__private::Guard::over(&mut self.state)
                .prime(|place, created| match created {
                    AveragerStates::Created { name } => place.start(name),
                    _ => ::coro_runtime::__private::unreachable(),
                })
        }
        #[inline]
        fn send(
            &mut self,
            input: &'i f64,
        ) -> ::core::result::Result<
            ::coro_runtime::CoroutineState<(), ()>,
            ::coro_runtime::ResumeError,
        > {
            let guard = ::coro_runtime::__private::Guard::over(&mut self.state);
            let outcome = match *guard.state {
                AveragerStates::Recv1 { .. } => guard.state.after_recv_1(input),
                _ => return guard.refuse_single(::coro_runtime::ResumeError::NotPrimed),
            };
            guard.finish(outcome)
        }
        #[inline]
        fn close(
            &mut self,
        ) -> ::core::result::Result<
            ::core::option::Option<()>,
            ::coro_runtime::ResumeError,
        > {
            let guard = ::coro_runtime::__private::Guard::over(&mut self.state);
            guard.close()
        }
        #[inline]
        fn status(&self) -> ::coro_runtime::Status {
            ::coro_runtime::__private::States::status(&self.state)
        }
    }
    impl<'name> ::core::fmt::Debug for Averager<'name> {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            ::coro_runtime::__private::debug(&self.state, "Averager", f)
        }
    }
};
