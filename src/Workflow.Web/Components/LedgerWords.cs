using Microsoft.Extensions.Localization;
using Workflow.Domain.Deadlines;

namespace Workflow.Web.Components;

/// <summary>Words the ledger of reminders and mails: rungs, states and the look of both.</summary>
public sealed class LedgerWords(IStringLocalizer<Interface> text)
{
    public string Rung(string written)
    {
        var rung = Workflow.Domain.Deadlines.Rung.Parse(written);
        return rung switch
        {
            { Kind: RungKind.Ahead, Number: 0 } => text["rung.today"],
            _ => text[$"rung.{rung.Kind}", rung.Number],
        };
    }

    public (string Tone, string Icon, string Word) State(string state) => state switch
    {
        "sent" => ("good", "check", text["ledger.sent"]),
        "failed" => ("late", "alert", text["ledger.failed"]),
        "unknown" or "held" => ("soon", "alert", text[$"ledger.{state}"]),
        "planned" or "queued" or "sending" => ("busy", "clock", text[$"ledger.{state}"]),
        _ => ("rest", "ban", text[$"ledger.{state}"]),
    };
}
