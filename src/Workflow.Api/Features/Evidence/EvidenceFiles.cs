using System.Security.Cryptography;
using Workflow.Api.Documents;
using Workflow.Api.Persistence;
using Workflow.Domain.Evidence;
using Workflow.Domain.Organization;
using Workflow.Domain.Reports;
using Workflow.Domain.Tasks;

namespace Workflow.Api.Features.Evidence;

/// <summary>A file as it was sent. Without a title it is called by its name.</summary>
public sealed record NewFile(string? Title, string FileName, byte[] Content);

/// <summary>Which files may be attached: by what is in them, not by what they are called.</summary>
internal static class EvidenceFiles
{
    private static readonly byte[] Zip = "PK\x03\x04"u8.ToArray();

    private static readonly Dictionary<string, (string MediaType, byte[] Begins)> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        [".pdf"] = ("application/pdf", "%PDF-"u8.ToArray()),
        [".docx"] = ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", Zip),
        [".xlsx"] = ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Zip),
        [".png"] = ("image/png", [0x89, 0x50, 0x4E, 0x47]),
        [".jpg"] = ("image/jpeg", [0xFF, 0xD8, 0xFF]),
        [".jpeg"] = ("image/jpeg", [0xFF, 0xD8, 0xFF]),
        [".txt"] = ("text/plain", []),
    };

    /// <summary>Adds a file to a task; nothing is saved yet.</summary>
    /// <exception cref="UnreadableFileException">Empty, too large, or of another kind than its name says.</exception>
    public static EvidenceItem Keep(WorkflowDbContext db, RemediationTask task, EvidencePurpose shows, NewFile file, Actor actor, DateTimeOffset now) =>
        Keep(db, task.AgencyId, task.Id, null, shows, file, actor, now);

    /// <summary>Adds the proof of a receipt to a report; nothing is saved yet.</summary>
    /// <exception cref="UnreadableFileException">Empty, too large, or of another kind than its name says.</exception>
    public static EvidenceItem Keep(WorkflowDbContext db, ReportOccurrence report, NewFile file, Actor actor, DateTimeOffset now) =>
        Keep(db, report.AgencyId, null, report.Id, EvidencePurpose.Receipt, file, actor, now);

    private static EvidenceItem Keep(
        WorkflowDbContext db, AgencyId agency, RemediationTaskId? task, ReportOccurrenceId? occurrence, EvidencePurpose shows, NewFile file, Actor actor, DateTimeOffset now)
    {
        var fileName = SafeName(file.FileName);
        var item = new EvidenceItem
        {
            Id = EvidenceId.New(),
            AgencyId = agency,
            TaskId = task,
            OccurrenceId = occurrence,
            Shows = shows,
            Title = string.IsNullOrWhiteSpace(file.Title) ? fileName : file.Title.Trim(),
            FileName = fileName,
            MediaType = Check(file.Content, fileName),
            Size = file.Content.Length,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(file.Content)),
            AttachedBy = actor.PersonId,
            AttachedAt = now,
        };
        db.Evidence.Add(item);
        db.EvidenceContents.Add(new EvidenceContent { EvidenceId = item.Id, Content = file.Content });
        return item;
    }

    /// <summary>The media type of an acceptable file.</summary>
    /// <exception cref="UnreadableFileException">Empty, too large, or of another kind than its name says.</exception>
    public static string Check(byte[] content, string fileName)
    {
        if (content.Length == 0)
        {
            throw new UnreadableFileException("file.empty", StatusCodes.Status422UnprocessableEntity);
        }

        if (content.Length > EvidenceItem.MaxSize)
        {
            throw new UnreadableFileException("file.too-large", StatusCodes.Status413PayloadTooLarge);
        }

        return Kinds.TryGetValue(Path.GetExtension(fileName), out var kind) && content.AsSpan().StartsWith(kind.Begins)
            && (kind.Begins.Length > 0 || !content.AsSpan().Contains((byte)0))
            ? kind.MediaType
            : throw new UnreadableFileException("evidence.wrong-kind", StatusCodes.Status415UnsupportedMediaType);
    }

    /// <summary>A file's own name, without any path and without characters that no header should carry.</summary>
    public static string SafeName(string fileName)
    {
        var name = fileName.Split('/', '\\')[^1];
        var safe = new string([.. name.Where(letter => !char.IsControl(letter) && letter is not ('"' or '<' or '>' or ':' or '|' or '?' or '*'))]).Trim();
        return safe.Length switch
        {
            0 => "tep",
            > 150 => safe[..100] + Path.GetExtension(safe),
            _ => safe,
        };
    }
}
