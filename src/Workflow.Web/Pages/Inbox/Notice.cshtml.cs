using System.Text.RegularExpressions;
using MediatR;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflow.Api.Features.Notices;

namespace Workflow.Web.Pages.Inbox;

/// <summary>A notice in full.</summary>
public sealed partial class NoticeModel(IMediator mediator) : PageModel
{
    public NoticeDetails.View Notice { get; private set; } = null!;

    /// <summary>The text in order, its addresses apart so that they can be followed.</summary>
    public IEnumerable<(string Text, bool Link)> Pieces => Addresses().Split(Notice.Body).Select(piece => (piece, Addresses().IsMatch(piece)));

    public async Task OnGetAsync(Guid id, CancellationToken cancellationToken) => Notice = await mediator.Send(new NoticeDetails.Query(id), cancellationToken);

    [GeneratedRegex(@"(https?://\S+)", RegexOptions.None, 1000)]
    private static partial Regex Addresses();
}
