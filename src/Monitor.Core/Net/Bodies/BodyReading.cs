namespace Monitor.Net.Bodies;

/// <summary>Takes the body of an answer: complete, within the caps and decoded; a large one only once it has a place.</summary>
/// <param name="placeAsync">False where no place became free in time.</param>
internal sealed class BodyReading(int bytesMax, Func<Task<bool>> placeAsync, TimeProvider clock)
{
    /// <summary>The decoded body with the number of bytes that were sent, or why there is none.</summary>
    public async Task<(byte[]? Body, int BytesReceived, WebAnswer.Failed? Failure)> ReadAsync(
        HttpResponseMessage response, string? contentEncoding, CancellationToken cancellationToken)
    {
        var announced = response.Content.Headers.ContentLength;
        if (announced > bytesMax)
        {
            return (null, 0, new WebAnswer.Failed(WebTrouble.TooLarge, $"the body has {announced} bytes, at most {bytesMax} are taken"));
        }

        if (announced > LargeDocuments.From && !await placeAsync())
        {
            return (null, 0, NoPlace());
        }

        var (raw, failure) = await RawAsync(response, announced, cancellationToken);
        if (raw is null)
        {
            return (null, 0, failure);
        }

        var (body, trouble, reason) = BodyDecoding.Decode(raw, contentEncoding, Math.Min(LargeDocuments.From, bytesMax));
        if ((body is null && trouble is WebTrouble.TooLarge) || body is [0x1f, 0x8b, ..])
        {
            // What only grows when it is unpacked, here or by its reader, needs a place as well.
            if (!await placeAsync())
            {
                return (null, 0, NoPlace());
            }

            (body, trouble, reason) = BodyDecoding.Decode(raw, contentEncoding, bytesMax);
        }

        return (body, raw.Length, body is null ? new WebAnswer.Failed(trouble, reason) : null);
    }

    private async Task<(byte[]? Raw, WebAnswer.Failed? Failure)> RawAsync(HttpResponseMessage response, long? announced, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var body = new MemoryStream((int)Math.Min(announced ?? 0, bytesMax));
        var buffer = new byte[16_384];
        while (true)
        {
            int count;
            try
            {
                count = await stream.ReadAsync(buffer, cancellationToken);
            }
            catch (HttpIOException broken) when (broken.HttpRequestError is HttpRequestError.ResponseEnded
                && DocumentEnd.IsReached(body.GetBuffer().AsSpan(0, (int)body.Length)))
            {
                // The document is whole: the server only miscounted its bytes, or left out the last chunk.
                return (BytesOf(body), null);
            }

            if (count == 0)
            {
                return (BytesOf(body), null);
            }

            if (body.Length + count > bytesMax)
            {
                return (null, new WebAnswer.Failed(WebTrouble.TooLarge, $"the body has more than {bytesMax} bytes"));
            }

            if (body.Length + count > LargeDocuments.From && !await placeAsync())
            {
                return (null, NoPlace());
            }

            if (body.Length + count > body.Capacity && body.Capacity >= LargeDocuments.From)
            {
                // At once to the full: growing by doubling would leave as much again behind.
                body.Capacity = bytesMax;
            }

            body.Write(buffer, 0, count);
        }
    }

    // Not twice where the length was announced rightly.
    private static byte[] BytesOf(MemoryStream body) => body.Capacity == body.Length ? body.GetBuffer() : body.ToArray();

    private WebAnswer.Failed NoPlace() =>
        new(WebTrouble.NoPlace, "too many large documents are being read at once", clock.GetUtcNow() + LargeDocuments.RetryAfter);
}
