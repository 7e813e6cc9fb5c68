//! One row of the table of routes.

use std::{future::Future, pin::Pin};

use poem::{Request, Response, http::Method};
use schemars::SchemaGenerator;

use super::{
    Call,
    answer::{Answer, AnswerShape},
    guard::Arrived,
    input::{Input, InputShape},
};
use crate::{
    auth::{
        identity::Caller,
        role::{Access, Role},
    },
    error::ApiError,
};

type Handling = Pin<Box<dyn Future<Output = Result<Response, ApiError>> + Send>>;
type Handler = dyn Fn(Arrived) -> Result<Handling, ApiError> + Send + Sync;

/// A route: the only way in which a handler can be mounted.
pub struct Route {
    /// The method.
    pub method: Method,
    /// The path; a segment that varies is written `:name`, at most one.
    pub path: &'static str,
    /// Who may use it.
    pub access: Access,
    /// What it does, for the OpenAPI document.
    pub summary: &'static str,
    /// Describes the input.
    pub input: fn(&mut SchemaGenerator) -> InputShape,
    /// Describes the answer.
    pub answer: fn(&mut SchemaGenerator) -> AnswerShape,
    handler: Box<Handler>,
}

impl Route {
    /// A route that reads.
    pub fn get<R, I, A, F, Fut>(path: &'static str, role: R, summary: &'static str, f: F) -> Self
    where
        R: Role,
        I: Input,
        A: Answer,
        F: Fn(Call<R::Caller>, I) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<A, ApiError>> + Send + 'static,
    {
        Self::new(Method::GET, path, role, summary, f)
    }

    /// A route that changes something.
    pub fn post<R, I, A, F, Fut>(path: &'static str, role: R, summary: &'static str, f: F) -> Self
    where
        R: Role,
        I: Input,
        A: Answer,
        F: Fn(Call<R::Caller>, I) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<A, ApiError>> + Send + 'static,
    {
        Self::new(Method::POST, path, role, summary, f)
    }

    /// A route that replaces something.
    pub fn put<R, I, A, F, Fut>(path: &'static str, role: R, summary: &'static str, f: F) -> Self
    where
        R: Role,
        I: Input,
        A: Answer,
        F: Fn(Call<R::Caller>, I) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<A, ApiError>> + Send + 'static,
    {
        Self::new(Method::PUT, path, role, summary, f)
    }

    fn new<R, I, A, F, Fut>(
        method: Method,
        path: &'static str,
        _: R,
        summary: &'static str,
        handler: F,
    ) -> Self
    where
        R: Role,
        I: Input,
        A: Answer,
        F: Fn(Call<R::Caller>, I) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<A, ApiError>> + Send + 'static,
    {
        let handler = move |arrived: Arrived| -> Result<Handling, ApiError> {
            let Arrived {
                app,
                identity,
                request,
                body,
                now,
                network,
            } = arrived;
            // First the role, then the input: whoever may not ask does not
            // learn whether the question was well put.
            R::ACCESS.admit(&identity)?;
            let caller = R::Caller::take(&identity)?;
            let input = I::read(&request, &body)?;
            let segment = segment(path, &request);
            let answer = handler(
                Call {
                    app,
                    caller,
                    now,
                    network,
                    segment,
                },
                input,
            );
            Ok(Box::pin(async move { answer.await?.respond() }))
        };
        Self {
            method,
            path,
            access: R::ACCESS,
            summary,
            input: I::shape,
            answer: A::shape,
            handler: Box::new(handler),
        }
    }

    /// The name of the segment that varies.
    #[must_use]
    pub fn segment(&self) -> Option<&'static str> {
        segment_name(self.path)
    }

    /// Checks the role, reads the input and runs the handler.
    ///
    /// # Errors
    /// [`ApiError`].
    pub async fn handle(&self, arrived: Arrived) -> Result<Response, ApiError> {
        (self.handler)(arrived)?.await
    }
}

fn segment_name(path: &'static str) -> Option<&'static str> {
    path.split('/').find_map(|part| part.strip_prefix(':'))
}

fn segment(path: &'static str, request: &Request) -> Option<String> {
    request
        .raw_path_param(segment_name(path)?)
        .map(str::to_owned)
}
