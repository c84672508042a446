using System.Buffers.Binary;

namespace Workflow.Api.Documents;

/// <summary>What the host and the process that reads say to each other over its pipes.</summary>
internal enum ReadingWord : byte
{
    /// <summary>Host: the file follows, an <see cref="Domain.Analyses.AnalysisReading"/> is wanted.</summary>
    Analyse = 1,

    /// <summary>Host: the same of pasted text, in UTF-8.</summary>
    AnalyseText,

    /// <summary>Host: the file follows, paragraphs and tables in reading order are wanted.</summary>
    Blocks,

    /// <summary>Child: a <see cref="ReadingProgress"/>.</summary>
    Progress,

    /// <summary>Child: what was wanted, as JSON.</summary>
    Answer,

    /// <summary>Child: the file is refused, by a <see cref="Refusal"/>.</summary>
    Unreadable,

    /// <summary>Child: the reading breaks a rule, by its code.</summary>
    RuleBroken,

    /// <summary>Child: a fault of the program, by its stack trace; never the text of the file.</summary>
    Failed,
}

/// <summary>A refusal on its way to the host.</summary>
internal sealed record Refusal(string Code, int Status);

/// <summary>One message: a word, the length of what follows, and that.</summary>
internal sealed record ReadingMessage(ReadingWord Word, byte[] Content)
{
    private const int Header = 5;

    /// <returns>Null when the other side has closed its end.</returns>
    /// <exception cref="InvalidDataException">More than <paramref name="most"/> bytes are announced.</exception>
    public static async Task<ReadingMessage?> FromAsync(Stream pipe, int most)
    {
        var header = new byte[Header];
        if (await pipe.ReadAtLeastAsync(header, Header, throwOnEndOfStream: false) < Header)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(1));
        if (length < 0 || length > most)
        {
            throw new InvalidDataException($"A message of {length} bytes.");
        }

        var content = new byte[length];
        var read = await pipe.ReadAtLeastAsync(content, length, throwOnEndOfStream: false);
        return read < length ? null : new ReadingMessage((ReadingWord)header[0], content);
    }

    public async Task ToAsync(Stream pipe)
    {
        var header = new byte[Header];
        header[0] = (byte)Word;
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(1), Content.Length);
        await pipe.WriteAsync(header);
        await pipe.WriteAsync(Content);
        await pipe.FlushAsync();
    }
}
