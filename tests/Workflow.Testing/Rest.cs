using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace Workflow.Testing;

/// <summary>An answer of the API: its status, and its body as JSON where it has one.</summary>
public sealed record Answer(HttpStatusCode Status, JsonElement Body, HttpResponseHeaders Headers)
{
    /// <summary>The code of a refusal.</summary>
    public string? Code => Body.ValueKind is JsonValueKind.Object && Body.TryGetProperty("code", out var code) ? code.GetString() : null;

    public Guid Id => Body.GetProperty("id").GetGuid();

    public uint Version => Body.GetProperty("version").GetUInt32();

    /// <summary>The codes of everything that stands against an act.</summary>
    public IEnumerable<string> Codes => Body.TryGetProperty("errors", out var errors) ? errors.EnumerateObject().Select(error => error.Name) : Code is { } code ? [code] : [];
}

/// <summary>Speaks to the API as programs do.</summary>
public static class Rest
{
    public static Task<Answer> ReadAsync(this HttpClient client, string path) => AskAsync(client, HttpMethod.Get, path, null);

    public static Task<Answer> PostAsync(this HttpClient client, string path, object? body = null) => AskAsync(client, HttpMethod.Post, path, JsonContent.Create(body ?? new { }));

    public static Task<Answer> PutAsync(this HttpClient client, string path, object body) => AskAsync(client, HttpMethod.Put, path, JsonContent.Create(body));

    public static Task<Answer> PatchAsync(this HttpClient client, string path, object body) => AskAsync(client, HttpMethod.Patch, path, JsonContent.Create(body));

    public static Task<Answer> UploadAsync(this HttpClient client, string path, string fileName, byte[] content, string? title = null)
    {
        var form = new MultipartFormDataContent { { new ByteArrayContent(content), "file", fileName } };
        if (title is not null)
        {
            form.Add(new StringContent(title), "title");
        }

        return AskAsync(client, HttpMethod.Post, path, form);
    }

    public static async Task<Answer> AskAsync(this HttpClient client, HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, $"/api/v1{path}") { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var json = response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true;
        return new Answer(response.StatusCode, json ? JsonElement.Parse(text) : default, response.Headers);
    }
}
