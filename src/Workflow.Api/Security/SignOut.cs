using MediatR;
using Microsoft.AspNetCore.Identity;

namespace Workflow.Api.Security;

/// <summary>Ends the session in this browser.</summary>
[OpenToAnyone]
public static class SignOut
{
    public sealed record Command : IRequest<MediatR.Unit>;

    internal sealed class Handler(SignInManager<Account> signIn) : IRequestHandler<Command, MediatR.Unit>
    {
        public async Task<MediatR.Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            await signIn.SignOutAsync();
            return MediatR.Unit.Value;
        }
    }
}
