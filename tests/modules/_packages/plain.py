print("plain as", __name__)
