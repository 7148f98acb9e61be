namespace Monitor.Net;

/// <summary>
/// A connection whose broken header lines are left out before HTTP reads them: one line without a name or with a blank in it would cost
/// the whole answer. A line is looked at in the head of an answer only, which begins with the first bytes after a request was written.
/// </summary>
internal sealed class HeaderRepair(Stream inner) : Stream
{
    // As much as the handler takes for a whole head; a longer line goes on as it came, for the handler to refuse.
    private const int LineBytesMax = 64 * 1024;

    private readonly List<byte> _line = [];
    private readonly Queue<byte[]> _ready = new();
    private int _readyPosition;
    private bool _isHead = true;
    private bool _isFirstLine = true;
    private bool _isInterim;
    private bool _wasDropped;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_ready.Count == 0)
        {
            var count = await inner.ReadAsync(buffer, cancellationToken);
            if (count == 0 && buffer.Length > 0 && _line.Count > 0)
            {
                // The end of the connection in the middle of a line.
                Pass();
                break;
            }

            if (!_isHead || count == 0)
            {
                return count;
            }

            Take(buffer.Span[..count]);
        }

        return Give(buffer.Span);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("requests are asynchronous");

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        (_isHead, _isFirstLine, _isInterim, _wasDropped) = (true, true, false, false);
        await inner.WriteAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("requests are asynchronous");

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Flush() => inner.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Whether HTTP can read the line: a name of allowed signs, then a colon.</summary>
    internal static bool IsSound(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        var name = colon < 0 ? default : line[..colon].TrimEnd(" \t"u8);
        foreach (var sign in name)
        {
            if (!char.IsAsciiLetterOrDigit((char)sign) && "!#$%&'*+-.^_`|~".IndexOf((char)sign, StringComparison.Ordinal) < 0)
            {
                return false;
            }
        }

        return name.Length > 0 && line[colon..].IndexOf((byte)0) < 0;
    }

    private void Take(ReadOnlySpan<byte> bytes)
    {
        // What a proxy lets through its tunnel is TLS and no answer.
        _isHead = !(_isFirstLine && _line.Count == 0 && bytes[0] != (byte)'H');
        while (bytes.Length > 0 && _isHead)
        {
            var end = bytes.IndexOf((byte)'\n');
            _line.AddRange(end < 0 ? bytes : bytes[..(end + 1)]);
            bytes = end < 0 ? default : bytes[(end + 1)..];
            if (end >= 0)
            {
                TakeLine();
            }
            else if (_line.Count > LineBytesMax)
            {
                _isHead = false;
                Pass();
            }
        }

        if (bytes.Length > 0)
        {
            _ready.Enqueue(bytes.ToArray());
        }
    }

    private void TakeLine()
    {
        var line = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_line);
        var text = line.TrimEnd("\r\n"u8);
        if (_isFirstLine)
        {
            _isFirstLine = false;
            // "HTTP/1.1 103 …": another head follows this one.
            _isInterim = text.Length > 9 && text[9] == '1';
        }
        else if (text.Length == 0)
        {
            (_isHead, _isFirstLine, _wasDropped) = (_isInterim, true, false);
        }
        else
        {
            // A line that begins with a blank goes on with the one before it.
            var isContinued = line[0] is (byte)' ' or (byte)'\t';
            _wasDropped = isContinued ? _wasDropped : !IsSound(text);
            if (_wasDropped)
            {
                _line.Clear();
                return;
            }
        }

        Pass();
    }

    private void Pass()
    {
        _ready.Enqueue([.. _line]);
        _line.Clear();
    }

    private int Give(Span<byte> buffer)
    {
        var written = 0;
        while (written < buffer.Length && _ready.TryPeek(out var first))
        {
            var part = first.AsSpan(_readyPosition);
            part = part[..Math.Min(part.Length, buffer.Length - written)];
            part.CopyTo(buffer[written..]);
            written += part.Length;
            _readyPosition += part.Length;
            if (_readyPosition == first.Length)
            {
                _ready.Dequeue();
                _readyPosition = 0;
            }
        }

        return written;
    }
}
