using Workflow.Api.Messaging;

namespace Workflow.Api.Http;

/// <summary>The id of a command: a program's Idempotency-Key header, or the hidden commandId of a page's form.</summary>
internal sealed class CommandIdentity(IHttpContextAccessor http) : ICommandIdentity
{
    public const string Header = "Idempotency-Key";
    public const string Field = "commandId";

    public Guid? CommandId
    {
        get
        {
            if (http.HttpContext?.Request is not { } request || HttpMethods.IsGet(request.Method))
            {
                return null;
            }

            string? given = request.Headers[Header];
            if (string.IsNullOrEmpty(given) && request.HasFormContentType && request.Form.TryGetValue(Field, out var hidden))
            {
                given = hidden;
            }

            return string.IsNullOrWhiteSpace(given) ? null : Guid.TryParse(given, out var id) ? id : Named(given);
        }
    }

    /// <summary>Programs may use any text as key.</summary>
    private static Guid Named(string key) => new(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(key)).AsSpan(0, 16));
}
