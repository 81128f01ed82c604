;;; openclaw.el --- openclaw-lsp in Emacs, by Eglot  -*- lexical-binding: t -*-

;; Emacs 29 has Eglot; an older one gets it from GNU ELPA or its distribution.  In the init file:
;;   (load "/path/to/openclaw-lsp/editors/other/openclaw.el")

(require 'eglot)

;; The name before `-mode' is the language id that Eglot tells the server.
(define-derived-mode openclaw-mode js-mode "OpenClaw"
  "Major mode for OpenClaw's configuration, which is JSON5."
  (setq-local js-indent-level 2))

(dolist (pattern '("\\(?:\\`\\|/\\)\\(?:openclaw\\|clawdbot\\)\\.json\\'"
                   "\\.openclaw\\.json5\\'"
                   "/\\.openclaw/[^/]*\\.patch\\.json5\\'"))
  (add-to-list 'auto-mode-alist (cons pattern 'openclaw-mode)))

(add-to-list 'eglot-server-programs '(openclaw-mode . ("openclaw-lsp" "serve" "--stdio")))
(add-hook 'openclaw-mode-hook #'eglot-ensure)

(defun openclaw-fix ()
  "Make every safe migration of the buffer; comments stay, and nothing is written to the disk."
  (interactive)
  (eglot-code-actions (point-min) (point-max) "source.fixAll.openclaw" t))

(provide 'openclaw)
;;; openclaw.el ends here
